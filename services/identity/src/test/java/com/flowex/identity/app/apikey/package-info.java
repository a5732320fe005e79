/** Tests of this part of identity. */
@NullMarked
package com.flowex.identity.app.apikey;

import org.jspecify.annotations.NullMarked;
