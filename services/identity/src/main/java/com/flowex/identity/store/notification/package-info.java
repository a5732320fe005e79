/** Notifications that users choose: events, channels, and the table of choices. */
@NullMarked
package com.flowex.identity.store.notification;

import org.jspecify.annotations.NullMarked;
