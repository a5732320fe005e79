/** Table of restrictions and their kinds. */
@NullMarked
package com.flowex.identity.store.restriction;

import org.jspecify.annotations.NullMarked;
