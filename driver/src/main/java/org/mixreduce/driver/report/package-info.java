/** What a run says: on the terminal, in tables, in JSON. */
package org.mixreduce.driver.report;
