/** Tables of surveillance cases, their notes and notifications, and how far the log is judged. */
@NullMarked
package com.flowex.risk.store.suspicion;

import org.jspecify.annotations.NullMarked;
