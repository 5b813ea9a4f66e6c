/** From column options and a look at the files to the layout of their rows. */
package org.mixreduce.driver.input;
