/** Tables of identity providers by which staff logs in, and of identities that are bound to users. */
@NullMarked
package com.flowex.identity.store.oidc;

import org.jspecify.annotations.NullMarked;
