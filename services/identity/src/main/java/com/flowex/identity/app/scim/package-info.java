/**
 * Provisioning of staff by a tenant's identity provider (SCIM 2.0, RFC 7643 and 7644).
 *
 * <p>Invariant: it reaches only users who are bound to an identity at the provider for which its token was made.
 */
@NullMarked
package com.flowex.identity.app.scim;

import org.jspecify.annotations.NullMarked;
