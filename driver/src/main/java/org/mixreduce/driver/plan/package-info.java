/** What a run would do, told without doing it. */
package org.mixreduce.driver.plan;
