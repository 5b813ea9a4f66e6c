/** What long work owes to whoever runs it. */
package org.mixreduce.core.task;
