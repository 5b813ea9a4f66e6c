/**
 * What a scheduler learns from a run: a summary to decide on, and how Oozie's launcher is talked
 * to.
 */
package org.mixreduce.driver.schedule;
