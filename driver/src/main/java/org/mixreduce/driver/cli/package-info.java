/** The command line: options to requests, errors to exit codes. */
package org.mixreduce.driver.cli;
