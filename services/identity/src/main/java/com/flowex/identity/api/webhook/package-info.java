/** Endpoints of a user's webhook. */
@NullMarked
package com.flowex.identity.api.webhook;

import org.jspecify.annotations.NullMarked;
