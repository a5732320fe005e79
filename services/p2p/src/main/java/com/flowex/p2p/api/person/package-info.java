/** Routes of presence and blocks. */
@NullMarked
package com.flowex.p2p.api.person;

import org.jspecify.annotations.NullMarked;
