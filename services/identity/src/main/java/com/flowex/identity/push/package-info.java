/**
 * Tells browsers whose page is closed that an order traded, and what others have to say ({@link BrowserNotes}): Web Push (RFC 8030), sealed for the browser alone (RFC 8291), under the
 * tenant's own key (RFC 8292).
 *
 * <p>Invariant: nothing is told to a browser whose session has ended, nor sent to a host that the operator did not name; a fill is
 * told to a browser again only where the process ended between the push service's yes and the commit.
 */
@NullMarked
package com.flowex.identity.push;

import org.jspecify.annotations.NullMarked;
