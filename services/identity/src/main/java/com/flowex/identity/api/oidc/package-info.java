/** Endpoints of the log-in by an identity provider. */
@NullMarked
package com.flowex.identity.api.oidc;

import org.jspecify.annotations.NullMarked;
