/** What abuse of a market looks like in the event log: a fold from events to suspicions, each with the numbers of the events that show it. */
@NullMarked
package com.flowex.surveillance;

import org.jspecify.annotations.NullMarked;
