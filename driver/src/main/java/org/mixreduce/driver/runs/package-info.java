/** What earlier runs left behind: found, read, checked against each other and added up. */
package org.mixreduce.driver.runs;
