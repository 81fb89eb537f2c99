import "./auth/session.ts"; // which asks who is here while the rest comes

void import("./start.tsx");
