package org.mixreduce.driver.job;

/**
 * How far a job is.
 *
 * @param name of the job
 * @param maps share of the map tasks' work that is done
 * @param mapTasks number of map tasks
 * @param reduces share of the reduce tasks' work that is done
 * @param reduceTasks number of reduce tasks
 * @param rows records that map tasks have read, 0 if it is not known yet
 */
record JobProgress(
    String name, double maps, int mapTasks, double reduces, int reduceTasks, long rows) {}
