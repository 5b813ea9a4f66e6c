/** What the chain is compared with: the full-data fit, and simpler ways to use local fits. */
package org.mixreduce.study.baseline;
