/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.oidc;

import org.jspecify.annotations.NullMarked;
