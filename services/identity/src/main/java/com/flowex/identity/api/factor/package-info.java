/** Endpoints about the end of second factors: their removal, and the recovery of users who have lost them. */
@NullMarked
package com.flowex.identity.api.factor;

import org.jspecify.annotations.NullMarked;
