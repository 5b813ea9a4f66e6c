/** Whether a result can be believed: what the subsets say of each other, and a verdict in words. */
package org.mixreduce.core.trust;
