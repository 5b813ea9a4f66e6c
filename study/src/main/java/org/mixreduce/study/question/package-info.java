/** The questions of the study: each a design of cells and data sets, and what a trial measures. */
package org.mixreduce.study.question;
