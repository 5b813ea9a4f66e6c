/** What a person at a terminal sees besides results. */
package org.mixreduce.driver.terminal;
