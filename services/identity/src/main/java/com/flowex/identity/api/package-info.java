/** Endpoints of identity, and the bodies of their requests and answers. */
@NullMarked
package com.flowex.identity.api;

import org.jspecify.annotations.NullMarked;
