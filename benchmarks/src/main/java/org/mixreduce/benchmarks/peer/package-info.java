/** Peers on the JVM that run as processes of their own. */
package org.mixreduce.benchmarks.peer;
