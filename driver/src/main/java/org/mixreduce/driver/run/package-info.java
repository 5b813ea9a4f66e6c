/**
 * What a run keeps of itself in its output directory while it goes on: who works on it, what it was
 * asked for, and which of its jobs are done. From that a later driver goes on.
 */
package org.mixreduce.driver.run;
