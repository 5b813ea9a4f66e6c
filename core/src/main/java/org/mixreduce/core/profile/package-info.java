/** What one cheap scan over all rows learns before anything is fitted. */
package org.mixreduce.core.profile;
