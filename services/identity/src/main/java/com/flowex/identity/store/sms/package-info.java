/** Tables of phone numbers and of the messages that carry codes to them. */
@NullMarked
package com.flowex.identity.store.sms;

import org.jspecify.annotations.NullMarked;
