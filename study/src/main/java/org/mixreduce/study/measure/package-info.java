/** How far a fit is from the truth, and from another fit. */
package org.mixreduce.study.measure;
