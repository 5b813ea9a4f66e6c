/** Settings to configured jobs. */
package org.mixreduce.driver.job;
