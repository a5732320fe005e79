/** Payment methods of a tenant and of people, and who may pay how much by them. */
@NullMarked
package com.flowex.p2p.app.method;

import org.jspecify.annotations.NullMarked;
