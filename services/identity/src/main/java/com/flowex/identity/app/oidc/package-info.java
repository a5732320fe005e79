/**
 * Log-in of staff by an identity provider (OpenID Connect).
 *
 * <p>Invariant: an identity is the pair of issuer and subject, never an e-mail address. A provider's groups take roles
 * away; they give none that administrators here did not grant.
 */
@NullMarked
package com.flowex.identity.app.oidc;

import org.jspecify.annotations.NullMarked;
