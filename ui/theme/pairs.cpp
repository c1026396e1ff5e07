#include "ui/theme/pairs.h"

namespace theme {

namespace {

struct Named
{
    Token token;
    const char *name;
};

constexpr Named grounds[] = {
    {Token::Canvas, "canvas"}, {Token::Surface, "surface"}, {Token::Raised, "raised"}, {Token::Selected, "selected"}};
constexpr Named codes[] = {{Token::CodeKeyword, "keyword"}, {Token::CodeType, "type"}, {Token::CodeCall, "call"}, {Token::CodeString, "string"},
                           {Token::CodeNumber, "number"},   {Token::CodeComment, "comment"}, {Token::CodeMeta, "directive"}, {Token::CodeName, "name"}};
constexpr Named statuses[] = {{Token::Ok, "ok"}, {Token::Run, "run"}, {Token::Wait, "wait"}, {Token::Fail, "fail"}};

//! Code, on its panel and without one; lines of a diff on their own ground.
void addCode(std::vector<Pair> &pairs, Variant variant, bool high)
{
    const auto of = [variant](Token token) { return color(variant, token); };
    const qreal text = high ? 7.0 : 4.5;
    for (const Named &code : codes) {
        for (const Named &ground : {grounds[1], grounds[2]})
            pairs.push_back({QStringLiteral("%1 in code on %2").arg(QLatin1String(code.name), QLatin1String(ground.name)), of(code.token), of(ground.token), text});
    }
    for (const bool inserted : {true, false}) {
        const QColor ground = of(inserted ? Token::CodeInserted : Token::CodeDeleted);
        const QString line = inserted ? QStringLiteral(" of an inserted line") : QStringLiteral(" of a deleted line");
        pairs.push_back({QStringLiteral("text") + line, of(Token::Text), ground, high ? 9.0 : 7.0});
        pairs.push_back({QStringLiteral("sign") + line, of(inserted ? Token::Ok : Token::Fail), ground, text});
    }
}

} // namespace

std::vector<Pair> usedPairs(Variant variant)
{
    const bool high = variant == Variant::LightContrast || variant == Variant::DarkContrast;
    const qreal text = high ? 7.0 : 4.5;
    const qreal shape = high ? 4.5 : 3.0;
    std::vector<Pair> pairs;
    const auto of = [variant](Token token) { return color(variant, token); };
    const auto add = [&pairs](const QString &name, const QColor &foreground, const QColor &background, qreal required) {
        pairs.push_back({name, foreground, background, required});
    };
    for (const Named &ground : grounds) {
        const QString on = QStringLiteral(" on ") + QLatin1String(ground.name);
        add(QStringLiteral("text") + on, of(Token::Text), of(ground.token), ground.token == Token::Selected ? 9.0 : 12.0);
        add(QStringLiteral("muted") + on, of(Token::Muted), of(ground.token), text);
        add(QStringLiteral("accent") + on, of(Token::Accent), of(ground.token), ground.token == Token::Selected ? shape : text);
        for (const Named &status : statuses)
            add(QLatin1String(status.name) + on, of(status.token), of(ground.token), text);
    }
    // Chips and message bars: the tone and the text on the tone's own quiet background.
    for (const Named &status : statuses) {
        const QColor ground = soft(variant, status.token);
        add(QLatin1String(status.name) + QStringLiteral(" on its chip"), of(status.token), ground, text);
        add(QStringLiteral("text on the chip of ") + QLatin1String(status.name), of(Token::Text), ground, text);
        add(QStringLiteral("muted on the bar of ") + QLatin1String(status.name), of(Token::Muted), ground, text);
    }
    add(QStringLiteral("accent on its bar"), of(Token::Accent), soft(variant, Token::Accent), text);
    add(QStringLiteral("text on the bar of accent"), of(Token::Text), soft(variant, Token::Accent), text);
    add(QStringLiteral("muted on the bar of accent"), of(Token::Muted), soft(variant, Token::Accent), text);
    add(QStringLiteral("muted on the bar of muted"), of(Token::Muted), soft(variant, Token::Muted), text);
    addCode(pairs, variant, high);
    // Buttons, at rest, hovered and pressed.
    for (Token ground : {Token::Accent, Token::Fail}) {
        const QString name = ground == Token::Accent ? QStringLiteral("primary") : QStringLiteral("danger");
        add(name + QStringLiteral(" button"), of(Token::OnAccent), of(ground), text);
        add(name + QStringLiteral(" button, hovered"), of(Token::OnAccent), mixed(of(ground), of(Token::Text), 0.10), text);
        add(name + QStringLiteral(" button, pressed"), of(Token::OnAccent), mixed(of(ground), of(Token::Text), 0.20), text);
    }
    add(QStringLiteral("text on a pressed button"), of(Token::Text), mixed(of(Token::Raised), of(Token::Text), 0.06), text);
    add(QStringLiteral("selected text in a field"), of(Token::OnAccent), of(Token::Accent), text);
    // Shapes that must be seen: focus rings, checked boxes, scroll bar handles under the pointer.
    add(QStringLiteral("focus ring on surface"), of(Token::Accent), of(Token::Surface), shape);
    add(QStringLiteral("focus ring on canvas"), of(Token::Accent), of(Token::Canvas), shape);
    add(QStringLiteral("scroll handle, hovered"), of(Token::Muted), of(Token::Raised), shape);
    if (high) {
        add(QStringLiteral("separator"), of(Token::Line), of(Token::Surface), shape);
        add(QStringLiteral("edge of a control"), of(Token::Edge), of(Token::Surface), shape);
    }
    for (int i = 0; i < hueCount; ++i) {
        add(QStringLiteral("hue %1 on canvas").arg(i), hue(variant, i), of(Token::Canvas), 4.5);
        add(QStringLiteral("hue %1 on surface").arg(i), hue(variant, i), of(Token::Surface), 4.5);
    }
    return pairs;
}

} // namespace theme
