/** Raw results of trials on disk: what was measured, once, to be resumed and reported. */
package org.mixreduce.study.raw;
