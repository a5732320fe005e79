/**
 * What of the log and the event log leaves the disk: nothing that is not in the archive or derived from what stays. Whoever reads events
 * does not notice which of them it is.
 */
@NullMarked
package com.flowex.cluster.archive;

import org.jspecify.annotations.NullMarked;
