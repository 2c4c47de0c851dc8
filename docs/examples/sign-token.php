<?php
// PHP 8 and newer, nothing to install.

/**
 * A token for one widget account, good for an hour. $key is Widget:Keys:0 as bytes (base64 there), $audience is Widget:Audience.
 * Call this only for a user who is logged in and may pay for the account.
 */
function sign_token(string $account, string $key, string $audience, ?int $now = null): string
{
    $now ??= time();
    $encode = fn (string $bytes): string => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    $head = $encode(json_encode(['alg' => 'HS256', 'typ' => 'JWT']));
    $body = $encode(json_encode([
        'sub' => $account, 'aud' => $audience, 'iat' => $now, 'nbf' => $now, 'exp' => $now + 3600,
    ]));
    $seal = $encode(hash_hmac('sha256', "$head.$body", $key, true));
    return "$head.$body.$seal";
}
