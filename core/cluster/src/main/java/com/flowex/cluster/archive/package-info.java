/**
 * Retention of the log and the event log. Data leaves the disk only if it is in the archive or derivable from what
 * stays. A reader of events does not notice the difference.
 */
@NullMarked
package com.flowex.cluster.archive;

import org.jspecify.annotations.NullMarked;
