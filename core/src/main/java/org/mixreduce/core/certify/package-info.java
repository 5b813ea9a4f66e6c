/** Exact evaluation and exact EM updates of whole models over all rows, one scan at a time. */
package org.mixreduce.core.certify;
