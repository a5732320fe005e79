/**
 * Webhooks of users and the notices that wait for them.
 *
 * <p>Invariant: only a webhook that its user has confirmed gets notices. A delivery goes with its webhook.
 */
@NullMarked
package com.flowex.identity.store.webhook;

import org.jspecify.annotations.NullMarked;
