/** The little linear algebra that the statistics need on packed symmetric matrices. */
package org.mixreduce.core.linear;
