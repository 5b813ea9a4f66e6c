/** The study's command. */
package org.mixreduce.study.cli;
