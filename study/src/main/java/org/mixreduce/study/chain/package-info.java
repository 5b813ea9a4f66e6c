/** The chain of jobs on rows in memory: the same classes of core in the same order, no Hadoop. */
package org.mixreduce.study.chain;
