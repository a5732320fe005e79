/** Endpoints of SCIM 2.0 and of the tokens by which identity providers use them. */
@NullMarked
package com.flowex.identity.api.scim;

import org.jspecify.annotations.NullMarked;
