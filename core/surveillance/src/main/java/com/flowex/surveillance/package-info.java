/**
 * Market surveillance: a reducer from the event log to suspicions of market abuse, each with the numbers of the events
 * that show it.
 */
@NullMarked
package com.flowex.surveillance;

import org.jspecify.annotations.NullMarked;
