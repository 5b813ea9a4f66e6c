/** From raw results to the page: averages with their Monte Carlo errors, tables and figures. */
package org.mixreduce.study.report;
