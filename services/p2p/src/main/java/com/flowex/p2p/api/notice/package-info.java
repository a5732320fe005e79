/** Notices as routes and as a channel of the account stream. */
@NullMarked
package com.flowex.p2p.api.notice;

import org.jspecify.annotations.NullMarked;
