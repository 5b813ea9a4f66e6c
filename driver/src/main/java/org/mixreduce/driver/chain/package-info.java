/** The steps of a run and what each leaves in the output directory. */
package org.mixreduce.driver.chain;
