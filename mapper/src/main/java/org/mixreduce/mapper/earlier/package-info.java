/** Local fits that earlier runs left behind, on their way to be aggregated once more. */
package org.mixreduce.mapper.earlier;
