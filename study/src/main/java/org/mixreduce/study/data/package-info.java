/** What trials are run on: simulated rows whose truth is known, and real ones from a file. */
package org.mixreduce.study.data;
