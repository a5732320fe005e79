/**
 * Web Push (RFC 8030) to browsers whose page is closed: fills, expired orders, and notifications of other services
 * ({@link BrowserNotifier}). Messages are encrypted for the browser alone (RFC 8291), under the tenant's own key (RFC 8292).
 *
 * <p>Invariant: nothing is pushed to a browser whose session has ended, nor sent to a host that the operator did not
 * name. A fill is pushed to a browser again only if the process ended between the push service's acceptance and the
 * commit.
 */
@NullMarked
package com.flowex.identity.app.push;

import org.jspecify.annotations.NullMarked;
