/** Local fits that lie: the attacks of the literature on distributed mixtures. */
package org.mixreduce.study.corrupt;
