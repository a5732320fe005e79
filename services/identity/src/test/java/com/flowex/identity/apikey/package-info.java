/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.apikey;

import org.jspecify.annotations.NullMarked;
